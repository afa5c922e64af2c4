using System.Net.Http.Json;
using System.Text.Json;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>An engine by URL that needs no model and fails when it is told to: <c>tests/Batch.ScriptedEngine</c>.</summary>
internal sealed class UrlEngine : IDisposable
{
    private static readonly string Executable = Repository.Executable
        .Replace(Path.Combine("src", "Batch.Cli"), Path.Combine("tests", "Batch.ScriptedEngine"), StringComparison.Ordinal)
        .Replace("batch.dll", "Batch.ScriptedEngine.dll", StringComparison.Ordinal);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <param name="folder">Working directory.</param>
    /// <param name="speed">Seconds of sound a second; 0 answers at once.</param>
    /// <param name="more">See its command line.</param>
    public UrlEngine(string folder, double speed, params string[] more)
    {
        var port = UpServer.FreePort();
        Address = $"http://127.0.0.1:{port}";
        Member = new Member("engine", "engine listens", _ => BatchProcess.Start(
            folder, [], ["dotnet", Executable, "--port", $"{port}", "--speed", FormattableString.Invariant($"{speed}"), .. more]));
    }

    public string Address { get; }

    public Member Member { get; }

    /// <param name="illness">One of the names of <c>Illness</c>.</param>
    /// <param name="times">That many of the next requests.</param>
    public async Task OrderAsync(string illness, int times = 1)
    {
        using var answer = await _http.PostAsync(new Uri($"{Address}/orders?illness={illness}&times={times}"), content: null);
        Assert.True(answer.IsSuccessStatusCode, $"The engine does not know {illness}.");
    }

    /// <summary>What was ordered and has not been done is forgotten.</summary>
    public async Task ClearAsync()
    {
        try
        {
            (await _http.DeleteAsync(new Uri($"{Address}/orders"))).Dispose();
        }
        catch (HttpRequestException)
        {
            // It has crashed, and its orders with it.
        }
    }

    /// <summary>Requests that it has fallen ill under, in this life.</summary>
    public Task<int> IllAsync() => StateAsync("ill");

    /// <summary>Requests that it works on.</summary>
    public Task<int> RunningAsync() => StateAsync("running");

    /// <summary>What it hears in a sound, as JSON.</summary>
    public async Task<JsonElement> HearAsync(byte[] wav)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(wav), "file", "audio.wav" } };
        using var answer = await _http.PostAsync(new Uri($"{Address}/v1/audio/transcriptions"), form);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public void Dispose()
    {
        _http.Dispose();
        Member.Dispose();
    }

    private async Task<int> StateAsync(string name) => (await _http.GetFromJsonAsync<JsonElement>(new Uri($"{Address}/state"))).GetProperty(name).GetInt32();
}
