using System.CommandLine;

namespace Batch.Cli.CommandLine;

/// <summary>Binds a verb to its command, and what it throws to a line and an exit code.</summary>
internal static class VerbAction
{
    public static Command Runs(this Command command, Shell shell, Func<ParseResult, CancellationToken, Task<ExitCode>> verb)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return (int)await verb(parsed, cancellationToken);
            }
            catch (CommandFailedException failure)
            {
                return (int)Fail(shell, failure.ExitCode, failure.Message);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (int)Fail(shell, ExitCode.Interrupted, "interrupted");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return (int)Fail(shell, ExitCode.Usage, failure.Message);
            }
        });

        return command;
    }

    public static ExitCode Fail(Shell shell, ExitCode exitCode, string message)
    {
        shell.Error.WriteLine($"batch: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
