using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Batch.Cli.CommandLine;
using Batch.Contracts;
using Batch.Contracts.Bus;
using Batch.Contracts.Costs;
using Batch.Contracts.Items;
using Batch.Contracts.Jobs;
using Batch.Contracts.Paging;
using Batch.Contracts.Workers;

namespace Batch.Cli.Server;

/// <summary>
/// The REST API, typed. A refusal and a server that does not answer end the verb: they are thrown as
/// <see cref="CommandFailedException"/> with the line to show.
/// </summary>
internal sealed class BatchClient(HttpClient http) : IDisposable
{
    private const int PageSize = 200;

    public Uri Address => http.BaseAddress!;

    public static BatchClient Connect(Uri address, string? apiKey)
    {
        // Streams of events stay open for as long as a job runs, so there is no limit on a whole request, only on connecting.
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) };
        var http = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (apiKey is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        return new BatchClient(http);
    }

    /// <summary>Submits a job. The same key submits it once, however often it is sent.</summary>
    public async Task<JobView> SubmitAsync(JobSpec spec, Guid idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = JsonContent.Create(spec, options: WireJson.Options) };
        request.Headers.Add("Idempotency-Key", idempotencyKey.ToString());
        return await ReadAsync<JobView>(request, cancellationToken);
    }

    public Task<JobView> JobAsync(string job, CancellationToken cancellationToken) =>
        GetAsync<JobView>($"/v1/jobs/{Escape(job)}", cancellationToken);

    /// <summary>Every job, newest first as the server lists them, page by page as they are asked for.</summary>
    public IAsyncEnumerable<JobView> JobsAsync(string? state, CancellationToken cancellationToken) =>
        PagesAsync<JobView>("/v1/jobs", state, cancellationToken);

    public IAsyncEnumerable<ItemView> ItemsAsync(string job, string? state, CancellationToken cancellationToken) =>
        PagesAsync<ItemView>($"/v1/jobs/{Escape(job)}/items", state, cancellationToken);

    public Task<JobCosts> CostsAsync(string job, CancellationToken cancellationToken) =>
        GetAsync<JobCosts>($"/v1/jobs/{Escape(job)}/costs", cancellationToken);

    public Task<PoolCosts> PoolCostsAsync(string pool, CancellationToken cancellationToken) =>
        GetAsync<PoolCosts>($"/v1/pools/{Escape(pool)}/costs", cancellationToken);

    /// <param name="job">Null for the whole ledger.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Reconciliation> ReconciliationAsync(string? job, CancellationToken cancellationToken) =>
        GetAsync<Reconciliation>("/v1/ledger/reconciliation" + (job is null ? string.Empty : $"?job={Escape(job)}"), cancellationToken);

    /// <summary>Lists the source of a running job once more.</summary>
    /// <returns>Null where the job does not run any more.</returns>
    public async Task<JobView?> RelistAsync(string job, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync<JobView>(new HttpRequestMessage(HttpMethod.Post, $"/v1/jobs/{Escape(job)}/relist"), cancellationToken);
        }
        catch (CommandFailedException refusal) when (refusal.Status is HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    public Task<JobView> CancelAsync(string job, CancellationToken cancellationToken) =>
        ReadAsync<JobView>(new HttpRequestMessage(HttpMethod.Post, $"/v1/jobs/{Escape(job)}/cancel"), cancellationToken);

    /// <summary>Opens the failed items of a job again.</summary>
    public Task<JobView> RetryAsync(string job, CancellationToken cancellationToken) =>
        ReadAsync<JobView>(new HttpRequestMessage(HttpMethod.Post, $"/v1/jobs/{Escape(job)}/retry"), cancellationToken);

    /// <summary>The workers that are alive, page by page as they are asked for.</summary>
    public IAsyncEnumerable<WorkerView> WorkersAsync(CancellationToken cancellationToken) =>
        PagesAsync<WorkerView>("/v1/workers", state: null, cancellationToken);

    public Task<WorkerView> DrainAsync(string worker, CancellationToken cancellationToken) =>
        ReadAsync<WorkerView>(new HttpRequestMessage(HttpMethod.Post, $"/v1/workers/{Escape(worker)}/drain"), cancellationToken);

    public Task<BusView> BusAsync(CancellationToken cancellationToken) => GetAsync<BusView>("/v1/bus", cancellationToken);

    /// <summary>The manifest as JSON lines, whole.</summary>
    public Task<Stream> ManifestAsync(string job, CancellationToken cancellationToken) =>
        OpenAsync($"/v1/jobs/{Escape(job)}/manifest", cancellationToken);

    /// <param name="job">The job.</param>
    /// <param name="item">Its item.</param>
    /// <param name="format"><c>json</c>, <c>vtt</c>, <c>srt</c> or <c>txt</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Stream> TranscriptAsync(string job, string item, string format, CancellationToken cancellationToken) =>
        OpenAsync($"/v1/jobs/{Escape(job)}/items/{Escape(item)}/transcript?format={format}", cancellationToken);

    /// <summary>What happens to a job from now on, until the server ends the stream.</summary>
    public async IAsyncEnumerable<JobEvent> EventsAsync(string job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync($"/v1/jobs/{Escape(job)}/events", cancellationToken);
        await foreach (var message in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (message.EventType is "job" or "item" && JsonSerializer.Deserialize<JobEvent>(message.Data, WireJson.Options) is { } told)
            {
                yield return told;
            }
        }
    }

    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        await using var _ = await OpenAsync("/readyz", cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static string Escape(string segment) => Uri.EscapeDataString(segment);

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        ReadAsync<T>(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    private async IAsyncEnumerable<T> PagesAsync<T>(string path, string? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var query = $"{path}?limit={PageSize}"
                + (state is null ? string.Empty : $"&state={Escape(state)}")
                + (cursor is null ? string.Empty : $"&cursor={Escape(cursor)}");
            var page = await GetAsync<Page<T>>(query, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private async Task<T> ReadAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(request, cancellationToken);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is empty.");
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{Address} does not answer as a Batch server of this version: check --server.");
        }
    }

    private async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        // The stream owns the answer: disposing it closes the connection.
        var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return await answer.Content.ReadAsStreamAsync(cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CommandFailedException(
                ExitCode.Unreachable,
                $"cannot reach the server at {Address} ({failure.Message}): start one with 'batch up', or name another with --server.");
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await Problem.ReadAsync(answer, cancellationToken);
        }
    }
}
