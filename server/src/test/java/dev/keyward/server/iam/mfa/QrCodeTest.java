package dev.keyward.server.iam.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class QrCodeTest {

    /** What an app sees that scans the picture, as the JDK reads it. */
    static String scan(byte[] png) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(png));
            var pixels = image.getRGB(
                    0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NotFoundException | ChecksumException | FormatException e) {
            throw new AssertionError("no QR code in the picture", e);
        }
    }

    @Test
    void isReadBack() {
        for (var text : new String[] {"a", "otpauth://totp/x?secret=" + "A".repeat(250)}) {
            assertEquals(text, scan(QrCode.png(text)));
        }
    }

    @Test
    void hasAMarginOfFourSquares() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(QrCode.png("a")));
        var margin = 4 * 4;
        assertEquals(4 * (21 + 8), image.getWidth());
        for (var at = 0; at < image.getWidth(); at++) {
            assertEquals(0xFFFFFFFF, image.getRGB(at, margin - 1));
            assertEquals(0xFFFFFFFF, image.getRGB(margin - 1, at));
        }
        assertEquals(0xFF000000, image.getRGB(margin, margin));
    }
}
