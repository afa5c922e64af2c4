using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Batch.Worker.Tests.Preemption;

/// <summary>A metadata service that answers as the test says: method, path with query, and headers to status and body.</summary>
internal sealed class FakeMetadata : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FakeMetadata(Func<HttpListenerRequest, (int Status, string Body)> answer)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync(Func<HttpListenerRequest, (int Status, string Body)> answer)
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (status, body) = answer(context.Request);
                context.Response.StatusCode = status;
                context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
                return;
            }
        }
    }
}
