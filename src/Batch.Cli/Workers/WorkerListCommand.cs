using System.CommandLine;
using System.Globalization;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Workers;
using Spectre.Console;

namespace Batch.Cli.Workers;

/// <summary><c>batch worker list</c></summary>
internal static class WorkerListCommand
{
    public static Command Create(Shell shell)
    {
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("list", "Lists the workers that are alive: pool, slots, what they do, since when.") { server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var workers = await client.WorkersAsync(cancellationToken).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(workers);
            }
            else
            {
                shell.OutConsole().Write(Table(workers));
            }

            return ExitCode.Done;
        });
    }

    private static Table Table(IReadOnlyList<WorkerView> workers)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("worker", "host", "pool", "state", "slots", "since", "doing");
        foreach (var worker in workers)
        {
            table.AddRow(
                Cell(worker.Id),
                Cell(worker.Host),
                Cell(worker.Pool),
                Cell(worker.State),
                Cell($"{worker.Slots}"),
                Cell(Time(worker.Since)),
                Cell(worker.Attempts.Count == 0 ? "nothing" : string.Join("; ", worker.Attempts.Select(Doing))));
        }

        return table;
    }

    private static string Doing(WorkerAttempt attempt) => $"{attempt.Stage} {attempt.Source} since {Time(attempt.Since)}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Text Cell(string text) => new(text);
}
