namespace Batch.Coordinator.Files;

/// <summary>Error numbers of the operating system, the same on Linux and macOS unless said.</summary>
internal static class Errno
{
    public const int NoEntry = 2;
    public const int NoPermission = 13;
    public const int NotADirectory = 20;
    public const int Invalid = 22;
    public const int NoSpace = 28;

    /// <summary>A symbolic link where none may be.</summary>
    public static int Loop => OperatingSystem.IsMacOS() ? 62 : 40;

    /// <summary>A disk quota is used up.</summary>
    public static int Quota => OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Whether a write failed because the disk is full: on Unix .NET keeps the number in <see cref="Exception.HResult"/>.</summary>
    public static bool IsDiskFull(IOException error) => error.HResult == NoSpace || error.HResult == Quota;
}
