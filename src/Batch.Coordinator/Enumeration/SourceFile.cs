using Batch.Coordinator.Files;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// Opens the file of a source: only a regular file, only under exactly the path that was listed, never through a link that
/// somebody put there since.
/// </summary>
internal abstract record SourceFile
{
    private SourceFile()
    {
    }

    /// <summary>Open; <paramref name="Content"/> is the caller's to dispose.</summary>
    public sealed record Opened(FileStream Content, long Bytes, long ModifiedTicks) : SourceFile;

    public sealed record Gone : SourceFile;

    /// <param name="Why">Such as <c>permission denied</c>.</param>
    public sealed record Refused(string Why) : SourceFile;

    public static SourceFile Open(string path)
    {
        var handle = Posix.OpenWithoutLinks(path, out var errno);
        if (handle is null)
        {
            return errno switch
            {
                Errno.NoEntry or Errno.NotADirectory => new Gone(),
                Errno.NoPermission => new Refused("permission denied"),
                _ when errno == Errno.Loop => new Refused("it is a symbolic link"),
                _ => new Refused($"the system refuses to open it (error {errno})"),
            };
        }

        try
        {
            var content = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            if (content.CanSeek && IsExactly(path, handle.DangerousGetHandle()))
            {
                return new Opened(content, content.Length, File.GetLastWriteTimeUtc(handle).Ticks);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder, or something that cannot be read like a file.
        }

        handle.Dispose();
        return new Refused("it is not a regular file, or a link leads to it");
    }

    // Links in folders on the way are not refused by the open itself; the kernel says where it led.
    private static bool IsExactly(string path, nint descriptor) =>
        !OperatingSystem.IsLinux()
        || File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false) is not { } target
        || target.FullName == path;
}
