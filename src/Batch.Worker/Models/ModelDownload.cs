using System.Net;
using System.Net.Http.Headers;

namespace Batch.Worker.Models;

/// <summary>
/// Downloads a model into the cache: into <c>FILE.part</c>, going on where an earlier download ended, verified, then
/// renamed. Two processes take turns.
/// </summary>
internal sealed class ModelDownload(ModelOptions options, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <returns>Null on success, else what went wrong.</returns>
    public async Task<string?> FetchAsync(
        CatalogueModel model, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        var target = Path.Combine(options.CacheFolder, model.FileName);
        try
        {
            Directory.CreateDirectory(options.CacheFolder);
            await using var part = await OpenAloneAsync(target + ".part", cancellationToken);
            if (File.Exists(target))
            {
                File.Delete(part.Name);
                return null;
            }

            await FillAsync(part, model, progress, cancellationToken);
            part.Position = 0;
            var hash = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(part, cancellationToken));
            if (hash != model.Sha256)
            {
                part.SetLength(0);
                return $"what was downloaded has SHA-256 {hash}, not {model.Sha256}.";
            }

            part.Flush(flushToDisk: true);
            File.Move(part.Name, target);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private async Task<FileStream> OpenAloneAsync(string part, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(part))
            {
                await Task.Delay(AskAgain, time, cancellationToken);
            }
        }
    }

    private async Task FillAsync(
        FileStream part, CatalogueModel model, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        for (var attempt = 1; part.Length < model.Bytes; attempt++)
        {
            var before = part.Length;
            try
            {
                await ContinueAsync(http, part, model, progress, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsBreak(e))
            {
                attempt = part.Length > before ? 1 : attempt;
                if (attempt >= Tries)
                {
                    throw new HttpRequestException(e.Message, e);
                }

                await Task.Delay(AskAgain * attempt, time, cancellationToken);
            }
        }
    }

    /// <summary>What may go away by itself; a refusal does not.</summary>
    private static bool IsBreak(Exception e) =>
        e is HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError } or IOException or OperationCanceledException;

    private async Task ContinueAsync(
        HttpClient http, FileStream part, CatalogueModel model, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.DownloadBase, model.FileName));
        request.Headers.Range = part.Length > 0 ? new RangeHeaderValue(part.Length, null) : null;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            part.SetLength(0);
        }

        part.Seek(0, SeekOrigin.End);
        await using var body = await response.Content.ReadAsStreamAsync(either.Token);
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, either.Token) is > 0 and var read)
        {
            // More than the catalogue says is not the model; the hash says so, and the disk is spared the rest.
            await part.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            quiet.CancelAfter(Quiet);
            progress?.Report((part.Length, model.Bytes));
            if (part.Length > model.Bytes)
            {
                return;
            }
        }

        if (part.Length < model.Bytes)
        {
            throw new HttpRequestException($"The download ended after {part.Length} of {model.Bytes} bytes.");
        }
    }
}
