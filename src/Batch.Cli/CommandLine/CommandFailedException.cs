namespace Batch.Cli.CommandLine;

/// <summary>
/// Ends a verb with one line on stderr, which names the input and the remedy, and an exit code. Everything else that is
/// thrown out of a verb is a bug and shows its stack.
/// </summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static CommandFailedException WrongUse(string message) => new(ExitCode.Usage, message);
}
