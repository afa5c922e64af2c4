using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Jobs;
using Batch.Cli.Server;

namespace Batch.Cli.Costs;

/// <summary><c>batch costs JOB</c></summary>
internal static class CostsCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var command = new Command("costs", "Shows what a job cost, by stage and cause, and what its pool pays beside it.") { job, server, json };
        return command.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var costs = await client.CostsAsync(parsed.GetRequiredValue(job), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(costs);
                return ExitCode.Done;
            }

            CostTable.WriteByLine(shell, costs);
            foreach (var pool in costs.Lines.Select(line => line.Pool).Distinct())
            {
                CostTable.WritePool(shell, await client.PoolCostsAsync(pool, cancellationToken));
            }

            return ExitCode.Done;
        });
    }
}
