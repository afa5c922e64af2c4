namespace Batch.Coordinator.Home;

/// <summary>One process per home: the lock is the kernel's, so it ends with the process however that dies.</summary>
public sealed class HomeLock : IDisposable
{
    private static readonly HashSet<string> NetworkFilesystems =
        new(["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"], StringComparer.Ordinal);

    private readonly FileStream _file;

    private HomeLock(FileStream file) => _file = file;

    /// <exception cref="HomeInUseException">Another process holds it, or the home lies on a network filesystem.</exception>
    public static HomeLock Take(BatchHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        Directory.CreateDirectory(home.Folder);
        if (NetworkFilesystem(home.Folder) is { } kind)
        {
            throw new HomeInUseException(
                $"The home '{home.Folder}' is on a network filesystem ({kind}), where SQLite loses data; set BATCH_HOME to a local folder.");
        }

        try
        {
            var file = new FileStream(home.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new HomeLock(file);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException)
        {
            throw new HomeInUseException(
                $"The home '{home.Folder}' is used by another batch process; stop it, use it with --server, or set BATCH_HOME to another folder.",
                error);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The type of the filesystem of the folder where it is a network one; null elsewhere and where nothing can tell.</summary>
    private static string? NetworkFilesystem(string folder)
    {
        const string Mounts = "/proc/self/mounts";
        if (!File.Exists(Mounts))
        {
            return null;
        }

        var mount = File.ReadLines(Mounts)
            .Select(line => line.Split(' '))
            .Where(m => m.Length > 2 && IsBelow(folder, m[1]))
            .MaxBy(m => m[1].Length);
        return mount is not null && NetworkFilesystems.Contains(mount[2]) ? mount[2] : null;
    }

    private static bool IsBelow(string folder, string mountPoint) =>
        mountPoint == "/" || folder == mountPoint || folder.StartsWith(mountPoint + "/", StringComparison.Ordinal);
}
