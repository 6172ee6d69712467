package dev.keyward.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** A self-signed certificate for 127.0.0.1, made by the JDK's own tool. */
record TestingCertificate(X509Certificate certificate, PrivateKey key) {

    private static final String PASSWORD = "changeit";

    /** A fresh one; {@code algorithm} is RSA or EC. */
    static TestingCertificate make(Path folder, String algorithm) throws Exception {
        var store = folder.resolve("store-" + System.nanoTime() + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=keyward test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var output = new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        var loaded = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new TestingCertificate((X509Certificate) loaded.getCertificate("it"), (PrivateKey)
                loaded.getKey("it", PASSWORD.toCharArray()));
    }

    void writeTo(TlsFiles files) throws Exception {
        writeCertificate(files.certificate());
        writeKey(files.key());
    }

    void writeCertificate(Path file) throws Exception {
        Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
    }

    void writeKey(Path file) throws IOException {
        Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    /** The form of older tools: what PKCS #8 wraps, which for RSA begins after 26 bytes. */
    void writePkcs1Key(Path file) throws IOException {
        var wrapped = key.getEncoded();
        Files.writeString(
                file, pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, 26, wrapped.length)));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }
}
