using System.Net;
using System.Text;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>Speaks the OpenAI transcription endpoint. Cancelling closes the connection, and with it the run in the engine.</summary>
internal sealed class TranscriptionClient(Uri server, EngineDialect dialect) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        BaseAddress = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="HttpRequestException">The engine is not there, or the connection broke.</exception>
    /// <exception cref="EngineFailedException">The engine refused, or its answer makes no sense.</exception>
    public async Task<EngineTranscript> TranscribeAsync(EngineRequest request, string model, CancellationToken cancellationToken)
    {
        using var body = new MultipartFormDataContent { { new WavContent(request.Pcm), "file", "audio.wav" } };
        foreach (var (name, value) in dialect.FieldsOf(request, model))
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name);
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, "v1/audio/transcriptions") { Content = body };

        // One connection for one request: an idle one that the engine closes meanwhile would look like a crash.
        message.Headers.ConnectionClose = true;
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => VerboseJson.Read(answer),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway =>
                throw new HttpRequestException($"The engine answered {(int)response.StatusCode}.", inner: null, response.StatusCode),
            var status => throw new EngineFailedException($"The engine answered {(int)status}: {Start(answer)}"),
        };
    }

    /// <summary>Whether the engine says that it is well.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "health");
            message.Headers.ConnectionClose = true;
            using var response = await _http.SendAsync(message, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Start(byte[] answer) => Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 200)));
}
