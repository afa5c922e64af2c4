using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary><c>batch up</c>, or a coordinator alone, on a port of its own, asked over REST.</summary>
internal sealed class UpServer : IDisposable
{
    private readonly HttpClient _http;

    private UpServer(BatchProcess process, int port)
    {
        Port = port;
        Process = process;
        Address = $"http://127.0.0.1:{port}";
        _http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public int Port { get; }

    public string Address { get; }

    public BatchProcess Process { get; }

    /// <summary>Returns once it listens.</summary>
    public static async Task<UpServer> StartAsync(Sandbox sandbox, int? port = null)
    {
        var chosen = port ?? FreePort();
        return await OfAsync(sandbox.Start("up", "--port", $"{chosen}"), chosen);
    }

    /// <summary>The same for a process that serves the API in another role.</summary>
    public static async Task<UpServer> OfAsync(BatchProcess process, int port)
    {
        var server = new UpServer(process, port);
        await process.SeeAsync("listening on");
        return server;
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Submits a transcription of the sandbox's source, and answers its id.</summary>
    public async Task<string> SubmitAsync(string source, string output, int chunkSeconds = 300, bool force = false)
    {
        using var answer = await _http.PostAsJsonAsync("/v1/jobs", new
        {
            kind = "transcription",
            source = new { paths = new[] { source } },
            output = new { folder = output },
            options = new { model = "tiny.en", language = "en", chunkSeconds },
            force,
        });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, body);
        return JsonElement.Parse(body).GetProperty("id").GetString()!;
    }

    public async Task<(HttpStatusCode Status, string ContentType, string Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, _, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>Reads server-sent events until the server ends the stream.</summary>
    public async Task<string> EventsAsync(string job)
    {
        using var answer = await _http.GetAsync($"/v1/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        Process.Dispose();
    }
}
