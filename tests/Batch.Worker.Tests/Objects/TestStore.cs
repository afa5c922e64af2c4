using System.Net;
using System.Net.Sockets;

namespace Batch.Worker.Tests.Objects;

/// <summary>A small object store over HTTP that can be told to break.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public TestStore()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Base = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Base.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Base { get; }

    public Dictionary<string, byte[]> Objects { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Each answer that still is to break sends that many bytes and cuts the connection.</summary>
    public Queue<int> BreakAfter { get; } = [];

    /// <summary>Answered instead, once each.</summary>
    public Queue<int> Statuses { get; } = [];

    /// <summary>What is there already is refused as Azure refuses it under a link that only creates.</summary>
    public bool IsAzure { get; set; }

    /// <summary>The next PUT is stored, and its answer says that it failed.</summary>
    public bool LoseAnswerOfPut { get; set; }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await AnswerAsync(context);
            }
            catch (HttpListenerException)
            {
                context.Response.Abort();
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var name = context.Request.Url!.AbsolutePath[1..];
        Requests.Add($"{context.Request.HttpMethod} {name} {context.Request.Headers["Range"]}".TrimEnd());
        if (Statuses.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
            context.Response.Close();
        }
        else if (context.Request.HttpMethod == "PUT")
        {
            await PutAsync(context, name);
        }
        else
        {
            await GetAsync(context, name);
        }
    }

    private async Task PutAsync(HttpListenerContext context, string name)
    {
        using var content = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(content);
        context.Response.StatusCode = Objects.TryAdd(name, content.ToArray()) ? 201 : IsAzure ? 403 : 409;
        if (context.Response.StatusCode == 403)
        {
            context.Response.Headers["x-ms-error-code"] = "UnauthorizedBlobOverwrite";
        }

        if (LoseAnswerOfPut)
        {
            LoseAnswerOfPut = false;
            context.Response.StatusCode = 500;
        }

        context.Response.Close();
    }

    private async Task GetAsync(HttpListenerContext context, string name)
    {
        if (!Objects.TryGetValue(name, out var content))
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }

        var (start, end) = (0, content.Length);
        if (context.Request.Headers["Range"] is { } range)
        {
            var parts = range["bytes=".Length..].Split('-');
            start = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            end = parts[1].Length > 0 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1 : end;
            context.Response.StatusCode = 206;
        }

        context.Response.ContentLength64 = end - start;
        if (BreakAfter.TryDequeue(out var bytes))
        {
            await context.Response.OutputStream.WriteAsync(content.AsMemory(start, Math.Min(bytes, end - start)));
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
            return;
        }

        await context.Response.OutputStream.WriteAsync(content.AsMemory(start, end - start));
        context.Response.Close();
    }
}
