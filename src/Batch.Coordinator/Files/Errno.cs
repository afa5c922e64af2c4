namespace Batch.Coordinator.Files;

/// <summary>Error numbers of the operating system, the same on Linux and macOS unless said.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoPermission = 13;
    public const int Exists = 17;
    public const int NotADirectory = 20;
    public const int Invalid = 22;
    public const int NoSpace = 28;

    /// <summary>A symbolic link where none may be.</summary>
    public static int Loop => OperatingSystem.IsMacOS() ? 62 : 40;

    public static int NotSupported => OperatingSystem.IsMacOS() ? 45 : 95;

    private static int NameTooLong => OperatingSystem.IsMacOS() ? 63 : 36;

    /// <summary>Bytes that the file system does not take in a name.</summary>
    private static int IllegalSequence => OperatingSystem.IsMacOS() ? 92 : 84;

    /// <summary>A disk quota is used up.</summary>
    public static int Quota => OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Whether a write failed because the disk is full: on Unix .NET keeps the number in <see cref="Exception.HResult"/>.</summary>
    public static bool IsDiskFull(IOException error) => error.HResult == NoSpace || error.HResult == Quota;

    /// <summary>Whether it is the name that cannot be, so that another name in the same folder could.</summary>
    public static bool IsAboutTheName(IOException error) =>
        error is PathTooLongException
        || error.HResult is Invalid or NotADirectory
        || error.HResult == NameTooLong
        || error.HResult == IllegalSequence
        || error.HResult == Loop;
}
