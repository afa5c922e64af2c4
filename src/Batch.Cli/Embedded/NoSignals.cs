using Microsoft.Extensions.Hosting;

namespace Batch.Cli.Embedded;

/// <summary>The process's own <see cref="CommandLine.Interruption"/> listens to signals; the host inside it does not.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
