docker run -d --name web -p 8080:80 -p 127.0.0.1:9000-9001:9000-9001/udp -e MODE=prod -e FROM_SHELL \
  -v data:/data -v /srv/conf:/conf:ro --restart unless-stopped -m 512m --cpus=1.5 nginx:1.29 nginx -g 'daemon off;'
