#pragma warning disable CA1822
namespace Batch.Cli.Embedded;
internal sealed class EmbeddedSystem : IAsyncDisposable
{
    public Uri Address => settings.Listening.Url;
    public string? ApiKey => null;
    private readonly EmbeddedSettings settings;
    private EmbeddedSystem(EmbeddedSettings settings) => this.settings = settings;
    public static Task<EmbeddedSystem> StartAsync(EmbeddedSettings settings, TimeProvider time, CancellationToken cancellationToken) => Task.FromResult(new EmbeddedSystem(settings));
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(TimeSpan limit) => Task.CompletedTask;
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
