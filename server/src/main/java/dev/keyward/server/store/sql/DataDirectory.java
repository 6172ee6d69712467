package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The directory of an embedded store, held by one process at a time: two of them would each serve
 * from its own caches. Directory and files are for their owner only (0700, 0600).
 */
final class DataDirectory implements AutoCloseable {

    private static final String DATABASE = "keyward.db";
    private static final String LOCK = "keyward.lock";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Takes {@code directory}, and makes it and the database file if they do not exist.
     *
     * @throws StoreException if another process has it, or it cannot be written
     */
    static DataDirectory take(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        if (absolute.toString().indexOf('?') >= 0) { // would begin the parameters of a JDBC URL
            throw new StoreException(
                    "the path of a store must not hold a question mark: " + absolute,
                    Retry.IS_USELESS);
        }
        try {
            Files.createDirectories(absolute, attributes(absolute, OWNER_ONLY_DIRECTORY));
            var lock = lock(absolute);
            var database = absolute.resolve(DATABASE);
            createOwnerOnly(database);
            syncDirectory(absolute);
            return new DataDirectory(absolute, lock);
        } catch (IOException failure) {
            throw new StoreException(
                    "cannot use the directory " + absolute, failure, Retry.IS_USELESS);
        }
    }

    Path path() {
        return directory;
    }

    Path database() {
        return directory.resolve(DATABASE);
    }

    /** Gives the directory back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new StoreException("cannot unlock " + directory, failure, Retry.IS_USELESS);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var file = directory.resolve(LOCK);
        createOwnerOnly(file);
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // The same refusal as for another process, below.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw new StoreException(
                "the store in " + directory + " is in use by another server", Retry.MAY_HELP);
    }

    /** SQLite gives the files beside the database (log and index) the permissions of the database. */
    private static void createOwnerOnly(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, OWNER_ONLY));
        } catch (FileAlreadyExistsException exists) {
            if (knowsPermissions(file)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
        return knowsPermissions(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes the new file's name itself durable, where the system lets a directory be opened. */
    private static void syncDirectory(Path directory) throws IOException {
        if (knowsPermissions(directory)) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
