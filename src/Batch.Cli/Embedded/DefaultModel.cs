using Batch.Cli.Roles;
using Batch.Jobs.Transcription;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>
/// The model of jobs that name none: the configured one, else the one that was chosen for this machine's device. The engine
/// loads the same one at its start.
/// </summary>
internal static class DefaultModel
{
    private const string Setting = $"{TranscriptionOptions.Section}:{nameof(TranscriptionOptions.DefaultModel)}";

    /// <summary>What the user configured; null for none.</summary>
    public static string? Configured(IConfiguration configuration) =>
        configuration[Setting] is { Length: > 0 } model ? model : null;

    public static void Apply(CoordinatorSettings settings, IConfiguration configuration)
    {
        if (Configured(configuration) is null && settings.PreloadModel is { } chosen)
        {
            configuration[Setting] = chosen;
        }
    }
}
