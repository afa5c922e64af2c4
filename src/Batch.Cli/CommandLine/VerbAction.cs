using System.CommandLine;
using System.Data.Common;
using Batch.Cli.Embedded;

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
            catch (Exception failure)
            {
                return (int)Explain(shell, failure);
            }
        });

        return command;
    }

    public static ExitCode Fail(Shell shell, ExitCode exitCode, string message)
    {
        shell.Error.WriteLine($"batch: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }

    private static ExitCode Explain(Shell shell, Exception failure) => failure switch
    {
        IOException or UnauthorizedAccessException => Fail(shell, ExitCode.Usage, failure.Message),
        DbException => Fail(
            shell,
            ExitCode.Usage,
            $"the state in {HomeFolder.Of(shell)} cannot be used ({failure.Message}): check that its disk has room and is sound, or set BATCH_HOME to another folder."),
        _ when ConfigurationProblem.Of(failure) is { } problem => Fail(shell, ExitCode.Usage, problem),
        _ when DefectReport.Write(shell, failure) is { } file => Fail(
            shell, ExitCode.JobFailed, $"a defect of batch ({failure.GetType().Name}: {failure.Message}); where it happened stands in {file}."),
        _ => Fail(shell, ExitCode.JobFailed, $"a defect of batch: {failure}"),
    };
}
