using Batch.Cli.Bus;
using Batch.Cli.CommandLine;
using Batch.Coordinator.Home;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Roles;

/// <summary>A running host, whatever its role: it is started once, stopped in order, and given up on after a limit.</summary>
internal sealed class RoleHost : IAsyncDisposable
{
    /// <summary>Longer than any verb waits for a stop: the verb's own limit decides.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(5);

    private readonly IHost _host;
    private bool _abandoned;

    private RoleHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it; one that does not start is disposed of.</summary>
    /// <exception cref="CommandFailedException">The home is in use by another process, or lies where it must not; or database or object store cannot be used.</exception>
    public static async Task<RoleHost> StartAsync(IHost host, CancellationToken cancellationToken)
    {
        var running = new RoleHost(host);
        try
        {
            // The host would do it too, but log the failure in its own words first.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.StartAsync(cancellationToken);
            return running;
        }
        catch (Exception failure) when (failure is HomeInUseException or UnusableDatabaseException or UnusableObjectStoreException)
        {
            await running.DisposeAsync();
            throw CommandFailedException.WrongUse(failure.Message);
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the host has stopped by itself, or was told to.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var stopped = new TaskCompletionSource();
        await using var _ = either.Token.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>Stops in order: workers give back what they hold. After the limit it is left to the end of the process.</summary>
    /// <exception cref="CommandFailedException">The process ends because it can do no more work.</exception>
    public async Task StopAsync(TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit);
        try
        {
            await _host.StopAsync(source.Token).WaitAsync(source.Token);
        }
        catch (OperationCanceledException)
        {
            // Left to the end of the process: the next start recovers from this as it does from a kill.
            _abandoned = true;
        }

        if (Services.GetService<ProcessEnd>()?.Reason is { } reason)
        {
            throw new CommandFailedException(ExitCode.Unreachable, reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_abandoned)
        {
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }
}
