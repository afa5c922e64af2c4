using Batch.Cli.Schema;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Checkup;

/// <summary>Whether the configured database lets this machine in, and has the schema of this version.</summary>
internal static class DatabaseCheck
{
    private const string Name = "database";

    public static async Task<CheckResult> RunAsync(string home, IConfiguration configuration, CancellationToken cancellationToken)
    {
        await using var services = ConfiguredDatabase.Open(home, configuration);
        try
        {
            var schema = services.GetRequiredService<SchemaUpdate>();
            if (schema.NeedsHome)
            {
                return CheckResult.Good(Name, "none needed: a file in the home");
            }

            var pending = await schema.PendingAsync(cancellationToken);
            return pending.Count == 0
                ? CheckResult.Good(Name, "PostgreSQL lets this machine in, and its schema is up to date")
                : CheckResult.Missing(Name, $"the schema is {pending.Count} {(pending.Count == 1 ? "step" : "steps")} behind", "run 'batch migrate'");
        }
        catch (OptionsValidationException failure)
        {
            return CheckResult.Missing(Name, failure.Message.TrimEnd('.'), "correct it in appsettings.json or in the environment");
        }
        catch (UnusableDatabaseException failure)
        {
            return CheckResult.Missing(Name, failure.Message.TrimEnd('.'), $"correct {DatabaseOptions.Section}, or start the server");
        }
    }
}
