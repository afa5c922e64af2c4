using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Roles;
using Batch.Coordinator.Home;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Cli.Schema;

/// <summary><c>batch migrate</c>: brings the schema of the configured database up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create(Shell shell)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would be done." };
        var file = ConfigurationFile.Option();
        return new Command("migrate", "Brings the schema of the database up to date.") { dryRun, file }.Runs(shell, async (parsed, cancellationToken) =>
        {
            await using var services = ConfiguredDatabase.Open(
                HomeFolder.Of(shell), Configuration.Load(ConfigurationFile.Find(shell, parsed.GetValue(file))));
            try
            {
                var schema = services.GetRequiredService<SchemaUpdate>();
                // SQLite is migrated under the lock of its home; a PostgreSQL server sees to it itself.
                using var held = schema.NeedsHome ? HomeLock.Take(services.GetRequiredService<BatchHome>()) : null;
                var steps = parsed.GetValue(dryRun) ? await schema.PendingAsync(cancellationToken) : await schema.RunAsync(cancellationToken);
                Report(shell, steps, parsed.GetValue(dryRun));
                return ExitCode.Done;
            }
            catch (Exception failure) when (failure is HomeInUseException or UnusableDatabaseException)
            {
                throw CommandFailedException.WrongUse(failure.Message);
            }
        });
    }

    private static void Report(Shell shell, IReadOnlyList<string> steps, bool dryRun)
    {
        foreach (var step in steps)
        {
            shell.Out.WriteLine($"{(dryRun ? "to do" : "done")}: {step}");
        }

        if (steps.Count == 0)
        {
            shell.Out.WriteLine("the schema is up to date");
        }
    }
}
