using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Batch.Bench.Pipeline;

/// <summary>A whisper-server with nothing around it.</summary>
internal sealed class BareEngine : IAsyncDisposable
{
    /// <summary>What the preset <c>fast</c> sends: greedy with temperature fallback, no carried context, whole segments.</summary>
    private static readonly (string Name, string Value)[] Settings =
    [
        ("response_format", "verbose_json"),
        ("no_language_probabilities", "true"),
        ("max_len", "100000"),
        ("split_on_word", "true"),
        ("beam_size", "1"),
        ("best_of", "1"),
        ("temperature", "0"),
        ("temperature_inc", "0.2"),
        ("max_context", "0"),
    ];

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly string _language;

    private BareEngine(Process process, HttpClient client, string language)
    {
        _process = process;
        _client = client;
        _language = language;
    }

    /// <summary>Starts an engine and returns it when its model is loaded.</summary>
    public static async Task<BareEngine> StartAsync(
        FileInfo server, FileInfo model, int threads, string language, CancellationToken cancellationToken)
    {
        var port = FreePort();
        string[] arguments =
        [
            "--host", "127.0.0.1",
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--inference-path", "/v1/audio/transcriptions",
            "-m", model.FullName,
            "-t", threads.ToString(CultureInfo.InvariantCulture),
            "-nlp",
        ];
        var process = Process.Start(
            new ProcessStartInfo(server.FullName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        // Nobody reads what it says, but it must not wait for a full pipe.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
        var engine = new BareEngine(process, client, language);
        try
        {
            await engine.BecomeReadyAsync(server, cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts pieces one after the other.</summary>
    /// <returns>The wall time of all of them.</returns>
    public async Task<TimeSpan> TranscribeAsync(IReadOnlyList<byte[]> pieces, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var piece in pieces)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(piece), "file", "piece.wav" } };
            foreach (var (name, value) in Settings.Append(("language", _language)))
            {
                form.Add(new StringContent(value), name);
            }

            using var answer = await _client.PostAsync(new Uri("/v1/audio/transcriptions", UriKind.Relative), form, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode || !text.Contains("\"segments\"", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The engine answered {(int)answer.StatusCode}: {text}");
            }
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task BecomeReadyAsync(FileInfo server, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{server} ended with {_process.ExitCode} before it was ready.");
            }

            try
            {
                using var health = await _client.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
                if (health.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It listens only once its model is loaded.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
