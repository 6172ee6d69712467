package dev.keyward.server.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tag as a row. */
record Tag(String key, String value) {

    static Tag read(Row row) throws SQLException {
        return new Tag(row.text(), row.text());
    }

    static SortedMap<String, String> collect(List<Tag> tags) {
        var map = new TreeMap<String, String>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }
}
