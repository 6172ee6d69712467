package dev.keyward.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** One clause for people on why a file could not be read or written. */
final class Failure {

    private Failure() {}

    static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "not UTF-8 text";
            default -> printable(String.valueOf(failure.getMessage()));
        };
    }

    static String of(InvalidPathException failure) {
        return "not a file name: " + printable(failure.getReason());
    }

    /** {@code text} without characters that a terminal obeys. */
    static String printable(String text) {
        var safe = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (Character.isISOControl(c)) {
                safe.append("\\u%04x".formatted((int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
