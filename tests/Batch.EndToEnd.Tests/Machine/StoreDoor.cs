using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Stands before a server: everything goes through, or as little as a test wants.</summary>
internal sealed class StoreDoor : IDisposable
{
    private const int PieceBytes = 1_024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private readonly CancellationTokenSource _end = new();
    private volatile DoorState _state = DoorState.Open;
    private int _turnedAway;

    /// <param name="server">Its port.</param>
    public StoreDoor(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections that did not get what they wanted.</summary>
    public int TurnedAway => _turnedAway;

    public void Become(DoorState state)
    {
        _state = state;
        if (state == DoorState.Shut)
        {
            foreach (var socket in _open.Keys)
            {
                Break(socket);
            }
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }

        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        _open[client] = true;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            switch (_state)
            {
                case DoorState.Shut:
                    TurnAway(client);
                    return;
                case DoorState.Busy:
                    await client.ReceiveAsync(new byte[PieceBytes * 64], _end.Token);
                    await client.SendAsync("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _end.Token);
                    Interlocked.Increment(ref _turnedAway);
                    return;
            }

            _open[server] = true;
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            await Task.WhenAny(RelayAsync(client, server, mayCut: false), RelayAsync(server, client, mayCut: true));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Whoever is at the other end sees it.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private async Task RelayAsync(Socket from, Socket to, bool mayCut)
    {
        try
        {
            var buffer = new byte[PieceBytes * 64];
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var got)
            {
                if (mayCut && _state == DoorState.Cutting && got > PieceBytes)
                {
                    await to.SendAsync(buffer.AsMemory(0, PieceBytes), _end.Token);
                    TurnAway(to);
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, got), _end.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other direction ends with it.
        }
    }

    private void TurnAway(Socket client)
    {
        Interlocked.Increment(ref _turnedAway);
        Break(client);
    }

    // A reset and no goodbye.
    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It was closed already.
        }
    }
}
