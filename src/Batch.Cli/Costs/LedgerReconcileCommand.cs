using System.CommandLine;
using System.Globalization;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Costs;

/// <summary><c>batch ledger reconcile</c></summary>
internal static class LedgerReconcileCommand
{
    public static Command Create(Shell shell)
    {
        var job = new Option<string?>("--job") { Description = "Only the sessions and postings of this job." };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var command = new Command("reconcile", "Proves that the ledger adds up to the uptime of the workers, to the microsecond.") { job, server, json };
        return command.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var result = await client.ReconciliationAsync(parsed.GetValue(job), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(result);
            }
            else
            {
                foreach (var problem in result.Problems)
                {
                    shell.Error.WriteLine(problem);
                }

                var difference = result.UptimeDeviceMicros - result.AttributedMicros;
                shell.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(result.Reconciled ? "reconciled" : "NOT RECONCILED")}: {result.Sessions} sessions, uptime {result.UptimeDeviceMicros:n0} us, attributed {result.AttributedMicros:n0} us, difference {difference:n0} us, {result.PendingAttempts} attempts pending"));
            }

            return result.Reconciled ? ExitCode.Done : ExitCode.ItemsFailed;
        });
    }
}
