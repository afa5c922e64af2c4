using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Jobs;

/// <summary><c>batch submit SPEC</c></summary>
internal static class SubmitCommand
{
    public static Command Create(Shell shell)
    {
        var spec = new Argument<string>("SPEC") { Description = "JSON file of a job; relative paths in it count from the current directory." };
        var watch = new Option<bool>("--watch") { Description = "Follow the job to its end." };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var quiet = OutputOptions.Quiet();
        var command = new Command("submit", "Submits a job to a server.") { spec, watch, server, json, quiet };
        return command.Runs(shell, async (parsed, cancellationToken) =>
        {
            var job = SpecFile.Read(shell, parsed.GetRequiredValue(spec));
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var view = await client.SubmitAsync(job, Guid.NewGuid(), cancellationToken);
            if (!parsed.GetValue(watch))
            {
                if (parsed.GetValue(json))
                {
                    shell.WriteJson(view);
                }
                else
                {
                    shell.Out.WriteLine(view.Id);
                }

                return ExitCode.Done;
            }

            if (!parsed.GetValue(json) && !parsed.GetValue(quiet))
            {
                shell.Out.WriteLine(view.Id);
            }

            return await WatchCommand.FollowAsync(shell, client, view.Id, parsed.GetValue(json), parsed.GetValue(quiet), cancellationToken);
        });
    }
}
