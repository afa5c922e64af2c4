using Batch.Coordinator.Storage;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>Which database the embedded system uses.</summary>
internal static class EmbeddedDatabase
{
    /// <summary>
    /// A run with a key of its own, such as <c>batch transcribe</c>, keeps to its home whatever is configured: it comes and goes,
    /// and in a database that others share it would take their jobs along.
    /// </summary>
    public static void Apply(EmbeddedSettings settings, IConfiguration configuration)
    {
        if (settings.Key is not null)
        {
            configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = nameof(DatabaseProvider.Sqlite);
            configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.MigrateAtStart)}"] = bool.TrueString;
        }
    }
}
