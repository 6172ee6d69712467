package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ITU-T X.690, sections 8.1.3, 8.3, 8.6 and 10.1. */
final class DerReaderTest {

    @ParameterizedTest
    @CsvSource({"020100, 0", "02017f, 127", "02020080, 128", "0203010000, 65536"})
    void readsWholeNumbers(String der, BigInteger value) {
        var in = reader(der);

        assertEquals(value, in.integer());
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200",
                "02020001",
                "0201ff",
                "0281017f",
                "02800100",
                "020201",
                "030100",
                "02",
                "",
                "0282000101",
                "028200017f",
                "02830000017f"
            })
    void refusesOtherEncodingsOfThem(String der) {
        assertThrows(IllegalArgumentException.class, () -> reader(der).integer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "030101", "03020180", "03020701"})
    void refusesBitsThatAreNotWholeBytes(String der) {
        assertThrows(IllegalArgumentException.class, () -> reader(der).bits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3080020100", "300302010000", "3002020100", "30030201"})
    void refusesSequencesThatDoNotEndWhereTheySay(String der) {
        assertThrows(IllegalArgumentException.class, () -> {
            var file = reader(der);
            var in = file.sequence();
            file.end();
            in.integer();
            in.end();
        });
    }

    @Property
    void readsWhatIsWritten(@ForAll BigInteger number, @ForAll @Size(max = 700) byte[] bytes) {
        var written = DerWriter.sequence(
                DerWriter.integer(number.abs()), DerWriter.octets(bytes), DerWriter.bits(bytes));
        var file = new DerReader(written);
        var in = file.sequence();
        file.end();

        assertEquals(number.abs(), in.integer());
        assertArrayEquals(bytes, in.octets());
        assertArrayEquals(bytes, in.bits());
        in.end();
    }

    private static DerReader reader(String der) {
        return new DerReader(HexFormat.of().parseHex(der));
    }
}
