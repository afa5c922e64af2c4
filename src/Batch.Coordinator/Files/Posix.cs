using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Batch.Coordinator.Files;

/// <summary>The few calls of the C library that .NET does not offer: real paths, opening without links, hard links, syncing a folder.</summary>
internal static class Posix
{
    private const int Error = -1;

    /// <summary>Opens for reading. A link at the last step is refused, and a pipe never blocks.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="errno">Why it failed; 0 where it did not.</param>
    /// <returns>Null where it failed.</returns>
    public static SafeFileHandle? OpenWithoutLinks(string path, out int errno)
    {
        var descriptor = Open(Text(path), OpenFlags.NonBlocking | OpenFlags.NoFollow | OpenFlags.CloseOnExec);
        errno = descriptor == Error ? Marshal.GetLastPInvokeError() : 0;
        return descriptor == Error ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>The path with every link resolved; null where it does not exist or may not be searched.</summary>
    public static string? RealPath(string path)
    {
        var resolved = RealPath(Text(path), nint.Zero);
        if (resolved == nint.Zero)
        {
            return null;
        }

        var text = Marshal.PtrToStringUTF8(resolved);
        Free(resolved);
        return text;
    }

    /// <summary>
    /// Gives a file a second name, which never replaces anything: of many that try at once, one succeeds.
    /// <see cref="File.Move(string, string, bool)"/> only looks first and then renames, so that two can.
    /// </summary>
    /// <returns>False where the name is taken.</returns>
    /// <exception cref="DirectoryNotFoundException">The file or the folder of the name is not there.</exception>
    /// <exception cref="IOException">The file system refuses, or knows no hard links.</exception>
    public static bool TryLink(string file, string name)
    {
        if (Link(Text(file), Text(name)) != Error)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno switch
        {
            Errno.Exists => false,
            Errno.NoEntry => throw new DirectoryNotFoundException($"{file} cannot be linked to {name}: one of the folders is gone."),
            _ when errno == Errno.NotPermitted || errno == Errno.NotSupported => throw new IOException(
                $"The filesystem of {Path.GetDirectoryName(name)} knows no hard links, which decide who of two writers comes first: set BATCH_HOME to a folder on another one.", errno),
            _ => throw new IOException($"{file} cannot be linked to {name}: {Marshal.GetPInvokeErrorMessage(errno)}.", errno),
        };
    }

    /// <summary>Makes the names in a folder durable: a rename is only on disk once its folder is.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(Text(folder), OpenFlags.CloseOnExec);
        if (descriptor == Error)
        {
            throw new IOException($"The folder {folder} cannot be opened.", Marshal.GetLastPInvokeError());
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Sync(descriptor) == Error && Marshal.GetLastPInvokeError() != Errno.Invalid)
        {
            throw new IOException($"The folder {folder} cannot be synced.", Marshal.GetLastPInvokeError());
        }
    }

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(byte[] file, byte[] name);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true)]
    private static extern nint RealPath(byte[] path, nint buffer);

    [DllImport("libc", EntryPoint = "free")]
    private static extern void Free(nint memory);

    // The numbers differ between kernels and, on Linux, between processors.
    private static class OpenFlags
    {
        public static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
        public static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x100_0000 : 0x8_0000;

        public static readonly int NoFollow = OperatingSystem.IsMacOS()
            ? 0x100
            : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x2_0000;
    }
}
