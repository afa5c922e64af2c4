using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Costs;
using Batch.Cli.Progress;
using Batch.Cli.Server;
using Batch.Contracts.Jobs;
using Spectre.Console;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job list</c></summary>
internal static class JobListCommand
{
    public static Command Create(Shell shell)
    {
        var state = new Option<string?>("--state") { Description = "Only jobs in this state, such as running." };
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("list", "Lists jobs, newest first.") { state, limit, server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var jobs = await client.JobsAsync(parsed.GetValue(state), cancellationToken)
                .Take(parsed.GetValue(limit))
                .ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(jobs);
            }
            else
            {
                shell.OutConsole().Write(Table(jobs));
            }

            return ExitCode.Done;
        });
    }

    private static Table Table(IReadOnlyList<JobView> jobs)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("job", "name", "state", "items", "audio", "cost");
        foreach (var job in jobs)
        {
            table.AddRow(
                Cell(job.Id),
                Cell(job.Name),
                Cell(job.State),
                Cell($"{job.Progress.Items}"),
                Cell(AudioTime.OfMicros(job.Progress.WorkKnown)),
                Cell(job.Cost.Cost.Text()));
        }

        return table;
    }

    private static Text Cell(string text) => new(text);
}
