using System.Net;
using System.Net.Sockets;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Embedded;

/// <summary>Where the embedded system listens.</summary>
/// <param name="Address">An address of this machine.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record Listening(IPAddress Address, int Port)
{
    /// <summary>What the server binds to.</summary>
    public Uri BindingUrl => new UriBuilder(Uri.UriSchemeHttp, Address.ToString(), Port).Uri;

    /// <summary>What a client on this machine asks.</summary>
    public Uri Url => new UriBuilder(Uri.UriSchemeHttp, Client.ToString(), Port).Uri;

    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>An address that a client on this machine can use.</summary>
    private IPAddress Client => Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address;

    /// <summary>A free port of the loopback interface. It is free now; nobody holds it for us.</summary>
    public static Listening OnFreeLoopbackPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Listening(IPAddress.Loopback, ((IPEndPoint)probe.LocalEndpoint).Port);
    }

    /// <summary>Checks, before anything is made, that the port can be had.</summary>
    public static Listening On(string host, int port)
    {
        if (port is < 1 or > 65535)
        {
            throw CommandFailedException.WrongUse($"--port {port} is no port: give one from 1 to 65535.");
        }

        var address = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var parsed) ? parsed
            : throw CommandFailedException.WrongUse($"--host {host} is no address of this machine: give one such as 127.0.0.1 or 0.0.0.0.");
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw CommandFailedException.WrongUse($"port {port} on {host} is in use: choose another with --port.");
        }
        catch (SocketException failure)
        {
            throw CommandFailedException.WrongUse($"cannot listen on {host} port {port} ({failure.Message}): choose another with --host and --port.");
        }

        return new Listening(address, port);
    }
}
