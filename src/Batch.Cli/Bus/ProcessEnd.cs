using Microsoft.Extensions.Hosting;

namespace Batch.Cli.Bus;

/// <summary>Lets a part of a process end it, where only a new one can help; its verb fails with the reason.</summary>
internal sealed class ProcessEnd(IHostApplicationLifetime lifetime)
{
    private volatile string? _reason;

    /// <summary>Null while nothing is wrong.</summary>
    public string? Reason => _reason;

    /// <summary>Stops the host in order. The first reason counts.</summary>
    /// <param name="reason">For a person: what is wrong, and the remedy.</param>
    public void Because(string reason)
    {
        _reason ??= reason;
        lifetime.StopApplication();
    }
}
