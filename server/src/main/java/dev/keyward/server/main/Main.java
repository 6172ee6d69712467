package dev.keyward.server.main;

/** Where the server's process begins. */
public final class Main {

    private Main() {}

    /** Starts the server; {@code args} are those after {@code keyward}, the word {@code serve} first. */
    public static void main(String[] args) {
        var words = args.length > 0 && args[0].equals("serve")
                ? java.util.Arrays.copyOfRange(args, 1, args.length)
                : args;
        var exitCode = new Serve(System.getenv(), System.out, System.err).run(words);
        System.exit(exitCode);
    }
}
