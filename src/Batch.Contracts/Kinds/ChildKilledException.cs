namespace Batch.Contracts.Kinds;

/// <summary>
/// A program that an attempt needs, engine or decoder, was killed from outside: by the kernel, by an operator. That is no
/// word against the input, so it counts with the lost workers and not as a try.
/// </summary>
public sealed class ChildKilledException : Exception
{
    public ChildKilledException()
    {
    }

    public ChildKilledException(string message)
        : base(message)
    {
    }

    public ChildKilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether an exit code as a shell gives it (128 + signal) is that of a signal that somebody sends to end a program:
    /// SIGHUP, SIGINT, SIGQUIT, SIGKILL or SIGTERM.
    /// </summary>
    public static bool IsExitCodeOfKill(int exitCode) => exitCode is 128 + 1 or 128 + 2 or 128 + 3 or 128 + 9 or 128 + 15;
}
