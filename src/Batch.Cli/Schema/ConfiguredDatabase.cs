using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Roles;
using Batch.Coordinator;
using Batch.Coordinator.Home;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Cli.Schema;

/// <summary>Which database a coordinator uses, and whether it can.</summary>
internal static class ConfiguredDatabase
{
    /// <summary>
    /// A run with a key of its own, such as <c>batch transcribe</c>, keeps to its home whatever is configured: it comes and goes,
    /// and in a database that others share it would take their jobs along. So do its objects.
    /// </summary>
    public static void Apply(CoordinatorSettings settings, IConfiguration configuration)
    {
        if (settings.Key is not null)
        {
            configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = nameof(DatabaseProvider.Sqlite);
            configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.MigrateAtStart)}"] = bool.TrueString;
            configuration[$"{ObjectOptions.Section}:{nameof(ObjectOptions.Provider)}"] = nameof(ObjectStoreProvider.Local);
        }
    }

    /// <summary>The database alone, without a log: what is wrong with it is thrown.</summary>
    public static ServiceProvider Open(string home, IConfiguration configuration)
    {
        configuration[$"{CoordinatorOptions.Section}:{nameof(CoordinatorOptions.Home)}"] = home;
        return new ServiceCollection().AddLogging().AddBatchDatabase(configuration).BuildServiceProvider();
    }

    /// <summary>Asked before anything is built, so that a server that cannot be used costs one line and no stack.</summary>
    /// <exception cref="CommandFailedException">It cannot be reached, or its schema is another version's.</exception>
    public static async Task EnsureReadyAsync(CoordinatorSettings settings, CancellationToken cancellationToken)
    {
        var configuration = Configuration.Load(settings.ConfigurationFile);
        Apply(settings, configuration);
        await using var services = Open(settings.Home, configuration);
        var schema = services.GetRequiredService<SchemaUpdate>();
        if (schema.NeedsHome)
        {
            // Under the lock of the home, then.
            return;
        }

        try
        {
            await schema.EnsureAsync(cancellationToken);
        }
        catch (UnusableDatabaseException failure)
        {
            throw CommandFailedException.WrongUse(failure.Message);
        }
    }
}
