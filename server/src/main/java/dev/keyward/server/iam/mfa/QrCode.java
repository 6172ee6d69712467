package dev.keyward.server.iam.mfa;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

import java.util.Map;

/** A text as a QR code. */
final class QrCode {

    /** Pixels of a side of each of its squares. */
    private static final int SCALE = 4;

    private QrCode() {}

    /** The picture as PNG, with a white margin as scanners need it. */
    static byte[] png(String text) {
        try {
            // Asked for no size, it gives a pixel for each square.
            var squares = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
            return PngImage.of(
                    squares.getWidth() * SCALE,
                    squares.getHeight() * SCALE,
                    (x, y) -> squares.get(x / SCALE, y / SCALE));
        } catch (WriterException e) {
            throw new IllegalStateException("a text that no QR code can hold", e);
        }
    }
}
