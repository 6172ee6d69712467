package dev.keyward.policy.parse;

import java.util.List;

/** JSON with the place where each value stands. */
sealed interface Json {

    Place place();

    /** Line and column from 1, and the offset in characters from 0. */
    record Place(int line, int column, int offset) {}

    /** {@code end} is the offset after the closing quote. */
    record Text(Place place, String value, int end) implements Json {}

    /** A number or a boolean, as it is written; conditions take them for their text. */
    record Scalar(Place place, String written) implements Json {}

    record Null(Place place) implements Json {}

    record Items(Place place, List<Json> values) implements Json {}

    record Members(Place place, List<Member> members) implements Json {}

    record Member(Place place, String name, Json value) {}
}
