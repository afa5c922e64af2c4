using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Preemption;

/// <summary>
/// Asks the configured sources again and again whether the machine is about to be taken away, the first time before any worker of the
/// process registers. A source that does not answer is no notice.
/// </summary>
internal sealed partial class PreemptionWatch(PreemptionOptions options, PreemptionNotice notice, TimeProvider time, ILogger<PreemptionWatch> log)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    // Metadata services are on the machine itself, whatever proxy leads elsewhere.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HashSet<INoticeSource> _silent = [];

    private INoticeSource[] _sources = [];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _sources = [.. Sources()];
        await LookAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks every source once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var source in _sources)
        {
            if (await IsGivenAsync(source, cancellationToken))
            {
                LogNotice(log, source.Name, options.Left.TotalSeconds);
                notice.Give(options.Left);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, notice.Given);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.LookSeconds), time);
        try
        {
            while (_sources.Length > 0 && await timer.WaitForNextTickAsync(over.Token))
            {
                await LookAsync(over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> IsGivenAsync(INoticeSource source, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var given = await source.IsGivenAsync(either.Token);
            _silent.Remove(source);
            return given;
        }
#pragma warning disable CA1031 // Whatever a metadata service answers, the worker itself is well; it is said once and asked again.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (_silent.Add(source))
            {
                LogSilent(log, source.Name, e.Message);
            }

            return false;
        }
    }

    private IEnumerable<INoticeSource> Sources()
    {
        if (options.File is { } file)
        {
            yield return new FileNotice(file);
        }

        switch (options.Cloud)
        {
            case PreemptionCloud.Azure:
                yield return new AzureNotice(_http, options.ActualAddress);
                break;
            case PreemptionCloud.Aws:
                yield return new AwsNotice(_http, options.ActualAddress);
                break;
            case PreemptionCloud.Gcp:
                yield return new GcpNotice(_http, options.ActualAddress);
                break;
        }
    }
}
