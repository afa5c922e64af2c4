using System.Globalization;

namespace Batch.Cli.Checkup;

/// <summary>Whether the home can hold the state: writable, on a disk of this machine, with room.</summary>
internal static class HomeCheck
{
    private const long LeastFreeBytes = 2L << 30;

    /// <summary>SQLite's locks cannot be trusted there.</summary>
    private static readonly string[] NetworkFileSystems = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "9p", "fuse.sshfs", "lustre"];

    public static IEnumerable<CheckResult> Run(string home)
    {
        yield return Writable(home);

        var drive = new DriveInfo(Existing(home));
        yield return NetworkFileSystems.Contains(drive.DriveFormat, StringComparer.OrdinalIgnoreCase)
            ? CheckResult.Missing("home", $"{home} is on a network filesystem ({drive.DriveFormat})", "set BATCH_HOME to a folder on a disk of this machine")
            : CheckResult.Good("home", $"{home} is on {drive.DriveFormat}");

        var free = string.Create(CultureInfo.InvariantCulture, $"{drive.AvailableFreeSpace / (double)(1 << 30):0.0} GiB free");
        yield return drive.AvailableFreeSpace < LeastFreeBytes
            ? CheckResult.Note("disk", free, "make room: an hour of audio takes 115 MB while it is prepared")
            : CheckResult.Good("disk", free);
    }

    private static CheckResult Writable(string home)
    {
        var folder = Existing(home);
        var probe = Path.Combine(folder, $".batch-{Guid.NewGuid():n}");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return CheckResult.Good("home", $"{home} {(folder == home ? "is writable" : "can be made")}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Missing("home", $"{home} is not writable ({failure.Message})", "set BATCH_HOME to a folder of yours");
        }
    }

    /// <summary>The folder, or the closest one above it that is there.</summary>
    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }
}
