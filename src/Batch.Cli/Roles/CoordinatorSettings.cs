using Batch.Cli.Bus;
using Batch.Cli.Embedded;

namespace Batch.Cli.Roles;

/// <summary>What a coordinator is started with, alone or with workers in its process; the rest is in <c>appsettings.json</c>.</summary>
/// <param name="Home">Folder of its state; made if it is not there.</param>
/// <param name="Listening">Where its REST API listens.</param>
/// <param name="PreloadModel">The model that the engine in its process loads at once; null to load on demand.</param>
/// <param name="Key">The key that its API asks for besides the configured ones; null for none.</param>
/// <param name="Folder">What jobs may read and write below where the configuration names nothing.</param>
/// <param name="LogFile">Where its log goes; null for standard error.</param>
internal sealed record CoordinatorSettings(string Home, Listening Listening, string? PreloadModel, RunKey? Key, string Folder, string? LogFile)
{
    /// <summary>The bus; by default that of this process.</summary>
    public BusOptions Bus { get; init; } = new();

    /// <summary>Where workers reach it; by default where it listens.</summary>
    public Uri PublicAddress { get; init; } = Listening.Url;

    /// <summary>A file of settings that go before those of <c>appsettings.json</c>; null for none.</summary>
    public string? ConfigurationFile { get; init; }
}
