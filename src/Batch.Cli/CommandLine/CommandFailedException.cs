using System.Net;

namespace Batch.Cli.CommandLine;

/// <summary>
/// Ends a verb with one line on stderr, which names the input and the remedy, and an exit code. What else is
/// thrown out of a verb, and is neither a file's nor a setting's fault, is a defect.
/// </summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What a server answered; null where none was asked.</summary>
    public HttpStatusCode? Status { get; init; }

    public static CommandFailedException WrongUse(string message) => new(ExitCode.Usage, message);
}
