namespace Batch.Cli.Embedded;

/// <summary>What the embedded system is started with; the rest is in <c>appsettings.json</c>.</summary>
/// <param name="Home">Folder of its state; made if it is not there.</param>
/// <param name="Listening">Where its REST API listens.</param>
/// <param name="PreloadModel">The model that the engine loads at once; null to load on demand.</param>
/// <param name="Key">The key that its API asks for besides the configured ones; null for none.</param>
/// <param name="Folder">What jobs may read and write below where the configuration names nothing.</param>
/// <param name="LogFile">Where its log goes; null for standard error.</param>
internal sealed record EmbeddedSettings(string Home, Listening Listening, string? PreloadModel, RunKey? Key, string Folder, string? LogFile);
