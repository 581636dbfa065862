# The leanest server that honours the contract as far as a call needs it: what is measured is the container, not this.
use strict;
use warnings;
use IO::Socket::INET;
use IO::Socket::UNIX;

$SIG{TERM} = sub { exit 0 };
my $uds = $ENV{ICEOS_UDS};
my $server = $uds
    ? IO::Socket::UNIX->new(Local => "$uds.new", Listen => 64)
    : IO::Socket::INET->new(LocalPort => 8080, Listen => 64, ReuseAddr => 1);
if ($uds) { chmod 0666, "$uds.new"; rename "$uds.new", $uds }
if (($ENV{ICEOS_LEASE} // "") eq "stdin" && !fork) {
    my $parent = getppid;
    1 while sysread STDIN, my $rest, 4096;
    kill "TERM", $parent;
    exit 0;
}
my $spec = '{"openapi": "3.1.0", "x-iceos-contract": 1, "info": {"title": "Lean", "version": "1.0.0"}, "paths": {'
    . '"/tools/lean.echo": {"post": {"operationId": "lean.echo", "requestBody": {"content": {"application/json": {"schema":'
    . ' {"type": "object", "properties": {"text": {"type": "string"}}}}}}, "responses": {"200": {"content":'
    . ' {"application/json": {"schema": {"type": "object", "properties": {"text": {"type": "string"}}}}}}}}}}}';
while (my $caller = $server->accept) {
    while (defined(my $line = <$caller>)) {
        my ($path) = $line =~ m{^\w+ (\S+)} or last;
        my $length = 0;
        while (defined(my $header = <$caller>)) {
            last if $header =~ /^\r?$/;
            $length = $1 if $header =~ /^content-length:\s*(\d+)/i;
        }
        my $body = "{}";
        read $caller, $body, $length if $length;
        my $answer = $path eq "/openapi.json" ? $spec : $path eq "/healthz" ? '{"status": "ready"}' : $body;
        print $caller "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . length($answer) . "\r\n\r\n$answer";
        $caller->flush;
    }
    close $caller;
}
