package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileFileTest {

    @Test
    void readsSectionsAsAwsWritesThem() {
        var file = ProfileFile.parse("""
                # a remark
                stray = belongs to nobody
                [default]
                aws_access_key_id = AKIA1
                AWS_SECRET_ACCESS_KEY=a=b/c+d
                ; another remark
                [ profile work ]
                s3 =
                    region = not-this-one
                region=eu-central-1
                no value here
                """);
        assertEquals(
                Map.of("aws_access_key_id", "AKIA1", "aws_secret_access_key", "a=b/c+d"),
                file.section("default"));
        assertEquals(Map.of("s3", "", "region", "eu-central-1"), file.section("profile work"));
        assertTrue(file.has("profile work"));
        assertFalse(file.has("work"));
    }

    @Test
    void isEmptyWhereThereIsNoFile(@TempDir Path folder) throws ServerException {
        assertEquals(new ProfileFile(Map.of()), ProfileFile.read(folder.resolve("absent")));
    }

    @Test
    void saysWhichFileCannotBeRead(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("credentials"), new byte[] {(byte) 0xFF, '\n'});
        var failure = assertThrows(ServerException.class, () -> ProfileFile.read(file));
        assertEquals(file + ": not UTF-8 text", failure.getMessage());
    }
}
