package dev.keyward.server.http;

import java.nio.file.Path;

/** The PEM files of a certificate chain and of its private key. */
public record TlsFiles(Path certificate, Path key) {}
