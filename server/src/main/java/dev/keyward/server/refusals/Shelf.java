package dev.keyward.server.refusals;

import dev.keyward.policy.parse.PolicyDocument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * The refusals of one account's callers, with the memory that they keep from being freed. A policy
 * that several of them hold counts once. Not safe for use by several threads.
 */
final class Shelf {

    /** What a parsed document takes for each character of its text, its statements and patterns. */
    private static final int BYTES_PER_CHARACTER = 12;

    private static final int DOCUMENT_BYTES = 500;

    private final Deque<RefusedCall> oldestFirst = new ArrayDeque<>();
    private final IdentityHashMap<PolicyDocument, Integer> holders = new IdentityHashMap<>();
    private long bytes;

    /** Adds the newest, and answers with how much more memory is held now. */
    long add(RefusedCall refused) {
        var before = bytes;
        oldestFirst.addLast(refused);
        bytes += refused.bytes();
        refused.documents().forEach(document -> {
            if (holders.merge(document, 1, Integer::sum) == 1) {
                bytes += bytes(document);
            }
        });
        return bytes - before;
    }

    /** Removes the oldest; there must be one. */
    RefusedCall removeOldest() {
        var oldest = oldestFirst.removeFirst();
        bytes -= oldest.bytes();
        oldest.documents().forEach(document -> {
            if (holders.computeIfPresent(document, (_, count) -> count == 1 ? null : count - 1)
                    == null) {
                bytes -= bytes(document);
            }
        });
        return oldest;
    }

    private static long bytes(PolicyDocument document) {
        return DOCUMENT_BYTES + (long) BYTES_PER_CHARACTER * document.text().length();
    }

    boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
