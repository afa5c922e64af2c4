using System.CommandLine;
using Batch.Cli.Catalogue;
using Batch.Cli.Checkup;
using Batch.Cli.Costs;
using Batch.Cli.Demo;
using Batch.Cli.Embedded;
using Batch.Cli.Jobs;
using Batch.Cli.Roles;
using Batch.Cli.Schema;
using Batch.Cli.Transcribing;
using Batch.Cli.Workers;

namespace Batch.Cli.CommandLine;

/// <summary>The grammar of <c>batch</c>: shortcuts for what is done daily, else noun and verb.</summary>
internal static class BatchCommandLine
{
    public static async Task<ExitCode> RunAsync(string[] arguments, Shell shell, CancellationToken cancellationToken)
    {
        var parsed = Root(shell).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return VerbAction.Fail(shell, ExitCode.Usage, $"{Cause(parsed)} See '{HelpOf(parsed)}'.");
        }

        if (shell.Environment("BATCH_CHECK_ARGUMENTS") is not null)
        {
            // ./batch asks before it installs anything for a verb that cannot run.
            return ExitCode.Done;
        }

        var configuration = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return (ExitCode)await parsed.InvokeAsync(configuration, cancellationToken);
    }

    internal static RootCommand Root(Shell shell) => new("Runs very large fan-out jobs on workers that you own or rent, and says what every second cost.")
    {
        DemoCommand.Create(shell),
        UpCommand.Create(shell),
        TranscribeCommand.Create(shell),
        SubmitCommand.Create(shell),
        WatchCommand.Create(shell),
        DoctorCommand.Create(shell),
        CostsCommand.Create(shell),
        new Command("coordinator", "The coordinator as a process of its own.")
        {
            CoordinatorRunCommand.Create(shell),
        },
        new Command("worker", "Workers: runs one here, looks at all, sends one away.")
        {
            WorkerRunCommand.Create(shell),
            WorkerListCommand.Create(shell),
            WorkerDrainCommand.Create(shell),
        },
        new Command("job", "Looks at jobs and steers them.")
        {
            JobListCommand.Create(shell),
            JobGetCommand.Create(shell),
            JobItemsCommand.Create(shell),
            JobCancelCommand.Create(shell),
            JobRetryCommand.Create(shell),
            JobDownloadCommand.Create(shell),
        },
        new Command("model", "Models: which there are, which are here.")
        {
            ModelListCommand.Create(shell),
            ModelGetCommand.Create(shell),
        },
        new Command("ledger", "The ledger of compute.")
        {
            LedgerReconcileCommand.Create(shell),
        },
        MigrateCommand.Create(shell),
    };

    /// <summary>One line, whatever else is wrong: a word that is not known is the cause of what is missing.</summary>
    private static string Cause(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"'{parsed.UnmatchedTokens[0]}' is not known here."
        : parsed.Errors[0].Message;

    private static string HelpOf(ParseResult parsed)
    {
        var words = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            words.Insert(0, result.Command is RootCommand ? "batch" : result.Command.Name);
        }

        return string.Join(' ', words) + " --help";
    }
}
