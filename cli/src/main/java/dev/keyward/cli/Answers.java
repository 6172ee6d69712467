package dev.keyward.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where answers are written to, one a line: a file, or the standard output, which stays open. */
sealed interface Answers extends Closeable {

    void write(String answer) throws IOException;

    /** Hands on what was written; refuses if nobody takes it any more. */
    void flush() throws IOException;

    static Answers toFile(Path file) throws IOException {
        return new InFile(Files.newBufferedWriter(file));
    }

    static Answers toStandardOutput(PrintWriter out) {
        return new OnStandardOutput(out);
    }

    record InFile(Writer writer) implements Answers {

        @Override
        public void write(String answer) throws IOException {
            writer.write(answer);
            writer.write('\n');
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    record OnStandardOutput(PrintWriter out) implements Answers {

        @Override
        public void write(String answer) {
            out.write(answer);
            out.write('\n');
        }

        @Override
        public void flush() throws IOException {
            if (out.checkError()) {
                throw new IOException("nobody reads the answers");
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
